/** Policy: reads what the desk knows and hands each press to a command. */
import { ScreenBody, ScreenHead } from '../../components/screen.tsx';

export function PolicyScreen() {
  return (
    <ScreenBody label="Policy">
      <ScreenHead title="Policy" />
    </ScreenBody>
  );
}
