/** The page's entry: styles, looks, the desk's start, the screen. Nothing else. */
import './parse-without-eval.ts';
import '../styles/fonts.css';
import '../styles/tokens.css';
import '../styles/global.css';
import { startDesk } from '../store/boot.ts';
import { startAppearance } from './appearance.ts';
startAppearance();
startDesk();
// The store and the main process answer while the screens are read.
const { show } = await import('./show.tsx');
show();
