/** Suppression: reads what the desk knows and hands each press to a command. */
import { ScreenBody, ScreenHead } from '../../components/screen.tsx';

export function SuppressionScreen() {
  return (
    <ScreenBody label="Suppression">
      <ScreenHead title="Suppression" />
    </ScreenBody>
  );
}
