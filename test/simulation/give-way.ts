/** Lets everything else go first: a simulated week doesn't care how long it takes, and it runs beside tests that keep real time. */
import { constants, setPriority } from 'node:os';

setPriority(constants.priority.PRIORITY_LOW);
