// What a decision leaves in a store of the daemon's own: the same rows, with the same durability,
// by prepared statements and nothing else. Whoever has read a command calls `keep`, and
// `commit_kept` before anybody is told.
#pragma once

// A copy of a store in which cases 1, 2, … are new; ends the program if it cannot be written.
void open_store(const char *path);

// Claims a case, notes on it or lets go of it: the next in a round.
void keep(void);

// On disk when it returns, what was kept since the last time.
void commit_kept(void);
