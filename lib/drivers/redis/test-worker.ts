// The other process of a test: does what it is told over IPC. What it runs it writes down at once, in a file that stays
// when it is killed.
import { openSync, writeSync } from 'node:fs'
import { createBus } from '../../core/index.ts'
import type { WorkerOrder } from './test-process.ts'
import { redisDriver } from './index.ts'

const [config = '{}', log = ''] = process.argv.slice(2)
const file = openSync(log, 'a')
const driver = redisDriver(JSON.parse(config))
const bus = createBus({ driver, onError: () => undefined })
const stop = new AbortController()

driver.onState(({ state }) => {
  if (process.connected) process.send?.({ state })
})

process.on('message', (order: WorkerOrder) => void obey(order))

async function obey(order: WorkerOrder): Promise<void> {
  if (order.do === 'on') bus.on(order.event, listen(order.then))
  else if (order.do === 'consume') void consume(order)
  else if (order.do === 'dispatch') return dispatch(order)
  await bus.driver?.wait()
  if (order.do === 'close') {
    stop.abort()
    await bus.close()
  }
  process.send?.({ done: order.do, errors: [] })
  // Nothing keeps the process alive but what the driver may have left.
  if (order.do === 'close') process.disconnect()
}

function listen(then: 'handle' | 'fail' | 'hang') {
  return (payload: unknown): Promise<void> | void => {
    write(payload)
    if (then === 'fail') throw new Error('told to fail')
    if (then === 'hang') return new Promise(() => undefined)
  }
}

async function consume({
  event,
  queue,
  capacity,
  then,
}: Extract<WorkerOrder, { do: 'consume' }>): Promise<void> {
  for await (const { payload } of bus.consume(event, { queue, capacity, signal: stop.signal })) {
    write(payload)
    if (then === 'hang') await new Promise(() => undefined)
    if (then === 'leave') break
  }
}

/** At most so many are on their way at a time. */
const AT_ONCE = 5_000

async function dispatch({ event, from, count }: Extract<WorkerOrder, { do: 'dispatch' }>): Promise<void> {
  const errors: string[] = []
  for (let start = from; start < from + count; start += AT_ONCE) {
    const size = Math.min(AT_ONCE, from + count - start)
    const handles = Array.from({ length: size }, (_, index) => bus.dispatch(event, start + index))
    for (const handle of handles) {
      await handle.wait()
      for (const error of handle.errors) errors.push(`${String(handle.payload)}: ${error.message}`)
    }
  }
  process.send?.({ done: 'dispatch', errors })
}

function write(payload: unknown): void {
  writeSync(file, `${JSON.stringify(payload)}\n`)
}
