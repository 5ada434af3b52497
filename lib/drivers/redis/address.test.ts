import { describe, expect, it } from 'vitest'
import { parseAddress } from './address.ts'

describe('the address of a Redis server', () => {
  it.each([
    ['localhost:6380', { host: 'localhost', port: 6380, tls: false }],
    ['cache', { host: 'cache', port: 6379, tls: false }],
    ['::1', { host: '::1', port: 6379 }],
    ['[fe80::1]:7000', { host: 'fe80::1', port: 7000 }],
    [
      'redis://user:p%40ss@cache:1/3',
      { host: 'cache', port: 1, username: 'user', password: 'p@ss', database: 3 },
    ],
    ['rediss://cache', { host: 'cache', port: 6379, tls: true, database: undefined }],
  ])('may be %s', (text, parts) => {
    expect(parseAddress(text)).toMatchObject(parts)
  })
})
