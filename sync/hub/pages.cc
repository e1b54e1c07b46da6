#include "sync/hub/pages.h"

#include <sodium.h>

#include <array>

#include "sync/limits.h"

namespace crosstalk::hub {
namespace {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --paper: #fbfaf7; --card: #ffffff; --ink: #1d2330;
  --soft: #525b6b; --line: #dfdcd4; --accent: #0f5f6b; --well: #eef3f3; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181f; --card: #1c222c; --ink: #eceae4; --soft: #aeb6c3; --line: #343c49;
    --accent: #7fd0d8; --well: #232c36; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Inter, "Noto Sans", system-ui, sans-serif; }
main { max-width: 42rem; margin: 0 auto; }
header { display: flex; align-items: center; gap: .75rem; margin-bottom: 2rem; }
header svg { width: 2.5rem; height: 2.5rem; flex: none; color: var(--accent); }
header p { margin: 0; font-weight: 650; font-size: 1.125rem; }
h1 { font-size: clamp(1.75rem, 5vw, 2.25rem); line-height: 1.2; margin: 0 0 .75rem;
  font-weight: 700; }
h2 { font-size: 1.125rem; margin: 0 0 .5rem; }
p { margin: 0 0 1rem; }
.soft { color: var(--soft); }
section { background: var(--card); border: 1px solid var(--line); border-radius: .875rem;
  padding: 1.5rem; margin: 1.5rem 0; }
section > :last-child { margin-bottom: 0; }
ol { margin: 0 0 1rem; padding-left: 1.5rem; }
li { margin-bottom: .5rem; }
.code { display: block; padding: 1rem; margin: 0 0 1rem; border-radius: .625rem;
  background: var(--well); color: var(--accent); letter-spacing: .08em; text-align: center;
  font: 650 clamp(1.25rem, 6vw, 1.75rem)/1.3 ui-monospace, "DejaVu Sans Mono", monospace;
  overflow-wrap: anywhere; }
.open { display: inline-block; padding: .625rem 1.25rem; border-radius: .5rem;
  background: var(--accent); color: var(--paper); font-weight: 600; text-decoration: none; }
.open[hidden] { display: none; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .95em;
  background: var(--well); padding: .125rem .375rem; border-radius: .25rem; }
)css";

constexpr std::string_view kHead = R"html(</style>
</head>
<body>
<main>
<header>
<svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="3"
 stroke-linejoin="round" aria-hidden="true">
<path d="M5 7h21v15H14l-6 5v-5H5z"/><path d="M31 15h4v14h-3v5l-6-5H16v-3"/></svg>
<p>Crosstalk</p>
</header>
)html";

constexpr std::string_view kAbout = R"html(<h1>What is said between sectors, kept together</h1>
<p class="soft">This is a Crosstalk hub. People who work between sectors write down, on their own
devices and wherever they are, what they hear and what was promised. Here their notes come together,
when there is a network.</p>
)html";

constexpr std::string_view kNoCode = R"html(<section>
<h2>Do you want to join?</h2>
<p>Ask a coordinator for a join link. It looks like the address of this page with <code>/j/</code>
and a code behind it, and works on the device that you take notes with.</p>
</section>
)html";

constexpr std::string_view kInvited = R"html(<h1>You are invited to a Crosstalk space</h1>
<p class="soft">Crosstalk keeps what people hear between sectors: you write a note in seconds,
offline too, and it reaches your team when there is a network.</p>
<section>
<h2>Your code</h2>
<p class="code">)html";

constexpr std::string_view kSteps = R"html(</p>
<h2>How to join</h2>
<p><a class="open" id="open" href="#open" hidden>Open in Crosstalk</a></p>
<ol>
<li>Copy the whole address of this page from your browser, with all that stands after a
<code>#</code>.</li>
<li>Open Crosstalk, choose <strong>Join a space</strong> and paste it.</li>
<li>Your notes so far stay on your device and go to the space that you join.</li>
</ol>
<p class="soft">In a terminal: <code>crosstalk join</code>, and the address behind it.</p>
</section>
<section>
<h2>If it does not work</h2>
<p>A code lets in as many devices as it was made for, until it expires. Nothing that you wrote is
lost: ask a coordinator for a new link.</p>
</section>
)html";

// Only the browser knows the whole address, with what stands after its "#". Without scripts the
// page is the same but for that button.
constexpr std::string_view kOpenScript =
    "const open = document.getElementById('open');\n"
    "open.href = 'crosstalk:' + location.href;\nopen.hidden = false;\n";

constexpr std::string_view kEnd = "</main>\n</body>\n</html>\n";

bool looks_like_code(std::string_view text) {
  if (text.empty() || text.size() > limits::kInviteCodeMax) return false;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9') && c != '-') return false;
  }
  return true;
}

// In groups of four, as one reads it aloud.
std::string grouped(std::string_view code) {
  std::string out;
  std::size_t count = 0;
  for (const char c : code) {
    if (c == '-') continue;
    if (count > 0 && count % 4 == 0) out += ' ';
    out += c;
    ++count;
  }
  return out;
}

// Which style or script a page may have: a source of CSP 3, 2.3.1.
std::string source_hash(std::string_view source) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(source.data()),
                     source.size());
  std::string text(sodium_base64_ENCODED_LEN(hash.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return "'sha256-" + text + "'";
}

std::string page(std::string_view title, std::string_view body) {
  std::string html =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"robots\" content=\"noindex\">\n<title>";
  html.append(title).append("</title>\n<style>").append(kStyle).append(kHead).append(body);
  return html.append(kEnd);
}

}  // namespace

HttpReply page_reply(std::string_view path) {
  constexpr std::string_view kPrefix = "/j/";
  HttpReply reply;
  reply.content_type = "text/html; charset=utf-8";
  reply.headers.emplace_back("Content-Security-Policy",
                             "default-src 'none'; style-src " + source_hash(kStyle) +
                                 "; script-src " + source_hash(kOpenScript) +
                                 "; base-uri 'none'; form-action 'none'; "
                                 "frame-ancestors 'none'");
  reply.headers.emplace_back("Referrer-Policy", "no-referrer");
  const bool invited = path.starts_with(kPrefix);
  const std::string_view code = invited ? path.substr(kPrefix.size()) : std::string_view();
  if (!invited) {
    reply.body = page("Crosstalk hub", std::string(kAbout).append(kNoCode));
  } else if (looks_like_code(code)) {
    std::string body = std::string(kInvited).append(grouped(code)).append(kSteps);
    body.append("<script>").append(kOpenScript).append("</script>\n");
    reply.body = page("Join Crosstalk", body);
  } else {
    reply.status = 404;
    reply.body = page("Crosstalk hub", std::string(kAbout).append(kNoCode));
  }
  return reply;
}

}  // namespace crosstalk::hub
