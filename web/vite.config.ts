import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The React apps: each has a page in a folder of its own; what they share is built once. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/web/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    manifest: true,
    // Data in the style sheet would need a wider content security policy.
    assetsInlineLimit: 0,
    // The measure stands in the test of budgets, which counts what is sent.
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        console: path.join(import.meta.dirname, 'console/index.html'),
        gallery: path.join(import.meta.dirname, 'ui/gallery/index.html'),
      },
    },
  },
})
