import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// Vue leaves tags with a hyphen that it does not know to the browser.
export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'meeting-booker' } } })],
});
