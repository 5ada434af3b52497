import { createBus } from 'eventscope'
import { createEventEndpoint } from 'eventscope/http'
import { describe, expect, it, vi } from 'vitest'
import { answerOf, post, URL_OF_ENDPOINT, wireMessage } from './test-support.ts'

describe('ids', () => {
  it.each(['sender', 'id', 'source'])(
    'are remembered by drivers, so that a %s may not be of any length',
    async (name) => {
      const endpoint = createEventEndpoint({ bus: createBus() })
      const of = (length: number) => wireMessage('a', 1, { metadata: { [name]: 'x'.repeat(length) } })
      expect((await endpoint(post(of(256)))).status).toBe(200)
      expect(await answerOf(await endpoint(post(of(257))))).toEqual([
        400,
        { error: `\`metadata.${name}\` is longer than 256 characters` },
      ])
      const [, answer] = await answerOf(await endpoint(post([of(1), of(257)])))
      expect(answer).toEqual({ error: `\`[1].metadata.${name}\` is longer than 256 characters` })
    },
  )
})

describe('close()', () => {
  it('with a timeout waits no longer for a body that does not end, nor for a hook', async () => {
    let begun = 0
    const endless = new ReadableStream<Uint8Array>({ pull: () => void begun++ }, { highWaterMark: 0 })
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    }
    const beforeHandle = (): Promise<void> => {
      begun++
      return new Promise(() => undefined)
    }
    const endpoint = createEventEndpoint({ bus: createBus(), beforeHandle })
    void endpoint(new Request(URL_OF_ENDPOINT, init))
    void endpoint(post(wireMessage('a')))
    await vi.waitFor(() => expect(begun).toBe(2))
    await endpoint.close({ timeout: 5 })
    expect((await endpoint(post(wireMessage('a')))).status).toBe(503)
  })
})
