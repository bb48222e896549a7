/** What an exit of a host means to the process that started it. */

/** Another process works in this home; not a fault, and no reason to try the other host (EX_TEMPFAIL of sysexits.h). */
export const EXIT_HOME_TAKEN = 75;

/** The shell ran and could not open its files: the other host could not either (EX_SOFTWARE). */
export const EXIT_NOT_OPENED = 70;
