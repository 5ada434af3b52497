import { describe, expect, it, vi } from 'vitest'
import { serveProcessor } from 'eventscope/streams'
import { processorOf, turns } from '../test-support.ts'

describe('serveProcessor()', () => {
  it('throws where it is called wrongly', () => {
    expect(() => serveProcessor(undefined as never)).toThrow(TypeError)
    expect(() => serveProcessor(() => processorOf())).toThrow(
      '`port` must be given outside of a web worker: `parentPort` of node:worker_threads, or a MessagePort',
    )
  })

  it('leaves other messages of the page alone', async () => {
    const { port1, port2 } = new MessageChannel()
    const process = vi.fn()
    serveProcessor(() => processorOf(process), port2)
    const answers: unknown[] = []
    const ready = new Promise<void>((resolve) => {
      port1.addEventListener('message', ({ data }) => {
        answers.push(data)
        resolve()
      })
      port1.start()
    })
    for (const message of ['text', null, { kind: 'process' }]) port1.postMessage(message)
    await ready
    await turns(3)
    expect(process).not.toHaveBeenCalled()
    expect(answers).toHaveLength(1)
    port1.close()
  })
})
