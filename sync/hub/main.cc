#include "sync/hub/commands.h"

int main(int argc, char** argv) { return crosstalk::hub::run_commands(argc, argv); }
