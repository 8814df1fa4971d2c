"""A desk's day of eight hours at sixty times the pace: ten agents, three supervisors, their
customers, and afterwards the judges and the recount of every figure."""
