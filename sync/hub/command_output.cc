#include "sync/hub/command_output.h"

#include "storage/json.h"
#include "storage/time.h"

namespace crosstalk::hub {
namespace {

// A name may hold a line break or what steers a terminal.
std::string printable(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return out;
}

}  // namespace

std::string spaces_text(const std::vector<Space>& spaces, bool json) {
  Json list = Json::array();
  std::string lines;
  for (const Space& space : spaces) {
    list.push_back({{"id", space.id.text()}, {"name", space.name}});
    lines += space.id.text() + "  " + printable(space.name) + "\n";
  }
  return json ? to_text(list) + "\n" : lines;
}

std::string members_text(const std::vector<Member>& members, bool json) {
  Json list = Json::array();
  std::string lines;
  for (const Member& member : members) {
    list.push_back({{"id", member.id.text()},
                    {"name", member.name},
                    {"role", role_name(member.role)},
                    {"suspended", member.suspended}});
    lines += member.id.text() + "  " + std::string(role_name(member.role)) + "  " +
             printable(member.name) + (member.suspended ? "  (suspended)" : "") + "\n";
  }
  return json ? to_text(list) + "\n" : lines;
}

std::string devices_text(const std::vector<DeviceRow>& rows, bool json) {
  Json list = Json::array();
  std::string lines;
  for (const auto& [device, member] : rows) {
    Json last_seen;
    if (device.last_seen) last_seen = format_time(*device.last_seen);
    list.push_back({{"device", device.id.text()},
                    {"name", device.name},
                    {"member", member.name},
                    {"role", role_name(member.role)},
                    {"last_seen", last_seen},
                    {"waiting", device.waiting},
                    {"revoked", device.revoked.has_value()},
                    {"unconfirmed", device.unconfirmed}});
    lines += device.id.text() + "  " + std::string(role_name(member.role)) + "  " +
             printable(member.name) + "  " + printable(device.name) + "  " +
             (device.last_seen ? "last heard " + format_time(*device.last_seen) : "never heard") +
             "  " + std::to_string(device.waiting) + " waiting" +
             (device.revoked       ? "  (access ended)"
              : device.unconfirmed ? "  (waits to be confirmed)"
                                   : "") +
             "\n";
  }
  return json ? to_text(list) + "\n" : lines;
}

}  // namespace crosstalk::hub
