import { createBus } from 'eventscope'
import { createEventEndpoint } from 'eventscope/http'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerOf, post, wireMessage } from './test-support.ts'

/** Whether an endpoint on whose list the host stands takes a message that is to be called back there, or says why not. */
async function takes(url: string, allowPrivate: boolean): Promise<boolean> {
  const endpoint = createEventEndpoint({
    bus: createBus({ onError: () => undefined }),
    callbacks: { hosts: [new URL(url).host], allowPrivate, fetch: async () => ({ status: 200 }) },
  })
  const message = wireMessage('a', null, { callback: { success_url: url } })
  const [status, body] = await answerOf(await endpoint(post(message)))
  const refused = (body as { error?: string }).error?.startsWith(
    '`callback.success_url` must not be on a private host',
  )
  expect([status, refused]).toEqual(status === 200 ? [200, undefined] : [400, true])
  return status === 200
}

describe('a host that is called back', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.8.9.10/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://127.1/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://0.1.2.3/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://192.0.2.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[::10.0.0.1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://[2002:a00:1::]/',
    'http://[2001:0:a00:1::]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fc00::1]/',
    'http://[fd12:3456::1]:8080/',
    'http://[ff02::1]/',
    'http://[2001:db8::1]/',
    'http://localhost:8080/',
    'http://api.localhost/',
    'http://localhost./',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'https://redis/',
    'https://printer.lan/',
  ])('must be public, as %s is not, even where it is listed, unless that is allowed', async (url) => {
    expect([await takes(url, false), await takes(url, true)]).toEqual([false, true])
  })

  it.each([
    'https://hooks.example/',
    'http://8.8.8.8/',
    'http://[2606:4700::1111]/',
    'https://hooks.example:8443/x?y=1',
  ])('may be %s', async (url) => {
    expect(await takes(url, false)).toBe(true)
  })

  it('is judged the same however an IPv4 address is written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.ipV4(), async (dotted) => {
        const number = dotted.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
        const verdicts = new Set<boolean>()
        for (const host of [dotted, String(number), `0x${number.toString(16)}`, `[::ffff:${dotted}]`])
          verdicts.add(await takes(`http://${host}/`, false))
        expect(verdicts.size).toBe(1)
      }),
      { numRuns: 50 },
    )
  })
})
