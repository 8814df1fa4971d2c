// The process's own `open`, in front of the C library's: linked, never called by name.
//
// Once a second, if work waits just then, libdispatch (on which all tasks of Swift run) reads in
// /proc/<thread>/stat which of its threads are busy. Where no descriptor is left for that file it
// ends the process: "registered worker exited prematurely", SIGILL. Here the look finds nothing
// instead, and libdispatch takes the thread for one that sleeps: at worst it starts one more.
// Whatever else is opened is opened, or fails, as ever.
#ifndef CASEBELL_COPEN_H
#define CASEBELL_COPEN_H

#endif
