//! Block and report: instant and silent the one, looked at by a named person the other. The tables and their promises
//! are here (a trigger keeps a blocked pair apart everywhere); the pages come next.
