/** Reads vitest's JSON report and prints `N passed, N failed`; a missing report counts as one failure. */
import { existsSync, readFileSync } from 'node:fs';

const path = process.argv[2];
if (path === undefined || !existsSync(path)) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const report = JSON.parse(readFileSync(path, 'utf8'));
// A file that failed to load has no failed test, but it is a failure.
const brokenFiles = report.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
).length;
const skipped = report.numPendingTests + report.numTodoTests;
const failed = report.numFailedTests + brokenFiles;
console.log(`${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);
