import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The only default export of the project: Vite asks for one.
export default defineConfig({
  base: '/tab/',
  plugins: [react()],
  build: { outDir: '../../dist/tab', emptyOutDir: true, target: 'es2022' },
});
