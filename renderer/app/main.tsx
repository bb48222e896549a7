/** The page's entry: styles, looks, the desk's start, the screen. Nothing else. */
import './parse-without-eval.ts';
import '../styles/fonts.css';
import '../styles/tokens.css';
import '../styles/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startDesk } from '../store/boot.ts';
import { App } from './app.tsx';
import { startAppearance } from './appearance.ts';

startAppearance();
startDesk();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
