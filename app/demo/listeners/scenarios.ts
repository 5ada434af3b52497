import type { Wiring } from './wiring.ts'

const FLAKY_ANSWERS: readonly (() => Error)[] = [
  () => new SyntaxError('Unexpected token "<" at position 0: the price feed answered with HTML'),
  () => new TypeError('Cannot read properties of undefined (reading "price")'),
  () => new RangeError('Invalid currency code: XBTC'),
  () => new Error('Price feed answered 503 Service Unavailable'),
]

export function wireScenarios({ bus, store }: Wiring): void {
  bus.on('scenario.started', ({ name }) => store.setState({ scenario: name }), { name: 'scenario' })
  bus.on('scenario.finished', () => store.setState({ scenario: undefined }), { name: 'scenario' })

  let count = 0
  let checksum = 0
  bus.on('scenario.burst', () => void count++, { name: 'burst counter' })
  bus.on('scenario.burst', ({ index }) => void (checksum = (checksum * 31 + index) | 0), {
    name: 'burst checksum',
  })

  bus.on(
    'scenario.slow',
    ({ milliseconds }) => {
      const end = performance.now() + milliseconds
      while (performance.now() < end);
    },
    { name: 'slow listener' },
  )

  bus.on(
    'scenario.storm',
    ({ index }) => {
      const answer = FLAKY_ANSWERS[index % FLAKY_ANSWERS.length]
      if (answer) throw answer()
    },
    { name: 'flaky parser' },
  )
}
