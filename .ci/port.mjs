// A loopback port that is free right now, found synchronously: configuration files cannot always wait.
import { execFileSync } from 'node:child_process'

const PRINT_FREE_PORT = `
  const server = require('node:net').createServer()
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(String(server.address().port))
    server.close()
  })
`

export function freePort() {
  return Number(execFileSync(process.execPath, ['-e', PRINT_FREE_PORT], { encoding: 'utf8' }))
}
