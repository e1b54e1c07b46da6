# The libraries of Debian 12 that we use (scripts/setup installs them).

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CURL REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
pkg_check_modules(libsodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(libzstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(libsecret REQUIRED IMPORTED_TARGET libsecret-1)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(libical REQUIRED IMPORTED_TARGET libical)
pkg_check_modules(libqrencode REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(sdl2 REQUIRED IMPORTED_TARGET sdl2)
pkg_check_modules(atk REQUIRED IMPORTED_TARGET atk atk-bridge-2.0 gio-2.0)
pkg_check_modules(freetype2 REQUIRED IMPORTED_TARGET freetype2)

find_library(CROSSTALK_LIBCSV csv REQUIRED)
add_library(crosstalk_libcsv INTERFACE)
target_link_libraries(crosstalk_libcsv INTERFACE ${CROSSTALK_LIBCSV})

# The stems of English words (Snowball); it comes without a file for pkg-config.
find_library(CROSSTALK_STEMMER stemmer REQUIRED)
add_library(crosstalk_stemmer INTERFACE)
target_link_libraries(crosstalk_stemmer INTERFACE ${CROSSTALK_STEMMER})

# SQLCipher, statically and with its symbols hidden: were plain SQLite found first by the linker, it
# would answer in SQLCipher's place, ignore the key without an error and write a plain file.
find_file(CROSSTALK_SQLCIPHER_ARCHIVE libsqlcipher.a
  PATHS /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE} /usr/lib REQUIRED)
find_path(CROSSTALK_SQLCIPHER_INCLUDE sqlite3.h 
  PATHS /usr/include/sqlcipher NO_DEFAULT_PATH REQUIRED)
# As a library that CMake knows, so that what it needs comes after it on every link line: the linker
# drops a shared library that nothing before it has asked for.
add_library(crosstalk_sqlcipher_archive STATIC IMPORTED)
set_target_properties(crosstalk_sqlcipher_archive PROPERTIES
  IMPORTED_LOCATION ${CROSSTALK_SQLCIPHER_ARCHIVE}
  INTERFACE_LINK_LIBRARIES "OpenSSL::Crypto;ZLIB::ZLIB;m")
add_library(crosstalk_sqlcipher INTERFACE)
target_include_directories(crosstalk_sqlcipher SYSTEM INTERFACE ${CROSSTALK_SQLCIPHER_INCLUDE})
target_compile_definitions(crosstalk_sqlcipher INTERFACE SQLITE_HAS_CODEC)
target_link_libraries(crosstalk_sqlcipher INTERFACE crosstalk_sqlcipher_archive)
target_link_options(crosstalk_sqlcipher INTERFACE LINKER:--exclude-libs,ALL)
