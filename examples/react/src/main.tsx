import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'meeting-booker/define';
import { App } from './app.tsx';
import './style.css';

const root = document.querySelector('#root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App person={{ name: 'Ada Lovelace', email: 'ada@example.com' }} />
    </StrictMode>,
  );
}
