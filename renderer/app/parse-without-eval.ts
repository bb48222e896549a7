/** Tells zod before its first schema not to try `new Function`: the content policy refuses it and reports the attempt. Imported first, for its effect only. */
import { z } from 'zod';

z.config({ jitless: true });
