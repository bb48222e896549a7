/** Share 4 of the simulated seeds; shares run beside each other where the machine has the cores. */
import { runShare } from './shard.ts';

runShare(4);
