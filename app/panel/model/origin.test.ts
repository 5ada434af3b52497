import { expect, test } from 'vitest'
import { messageText, sentText, shortId } from './origin.ts'

const SENDER = '1a2b3c4d-0000-4000-8000-000000000000'

test('long ids are shown by their beginning, short ones whole', () => {
  expect(shortId(SENDER)).toBe('1a2b3c4d…')
  expect(shortId('billing')).toBe('billing')
})

test('a message is shown without the sender that stands beside it', () => {
  const message = (id: string): string => messageText({ via: 'redis', sender: SENDER, id })
  expect(message(`${SENDER}:42`)).toBe('42')
  expect(message('a-message-of-its-own')).toBe('a-messag…')
  expect(message(`${SENDER}:`)).toBe('1a2b3c4d…')
})

test('how long it took is told as far as two clocks can tell', () => {
  const sent = (time: number | undefined, arrived: number): string | undefined =>
    sentText({ via: 'redis', sender: SENDER, id: 'x', time }, arrived)
  const noon = new Date(2026, 0, 1, 12, 3, 4, 123).getTime()
  expect(sent(noon, noon + 37)).toBe('12:03:04.123 (latency 37.0 ms by the sender’s clock)')
  expect(sent(noon, noon + 0.4)).toBe('12:03:04.123 (latency < 1 ms by the sender’s clock)')
  expect(sent(noon, noon - 2_000)).toBe('12:03:04.123 (2.00 s after it arrived by the sender’s clock)')
  expect(sent(noon - 123, noon)).toBe('12:03:04 (to the second)')
  expect(sent(undefined, noon)).toBeUndefined()
})
