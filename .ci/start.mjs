// `npm start`: installs what is missing and serves the site with Vite. Arguments go on to Vite:
// `npm start -- --port 8080`.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { install, root } from './install.mjs'

install()

const open = process.stdout.isTTY && !process.env.CI ? ['--open'] : []
const vite = spawn(
  process.execPath,
  [`${root}/node_modules/vite/bin/vite.js`, ...open, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => vite.kill(signal))
vite.on('exit', (code, signal) => process.exit(code === null ? 128 + constants.signals[signal] : code))
