/** What a page test waits for may take longer where other tests keep the machine busy; what never comes is still a failure. */
import { configure } from '@testing-library/react';

configure({ asyncUtilTimeout: 15_000 });
