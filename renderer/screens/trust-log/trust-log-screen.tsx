/** Trust log: reads what the desk knows and hands each press to a command. */
import { ScreenBody, ScreenHead } from '../../components/screen.tsx';

export function TrustLogScreen() {
  return (
    <ScreenBody label="Trust log">
      <ScreenHead title="Trust log" />
    </ScreenBody>
  );
}
