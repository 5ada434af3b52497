import { expect, test } from 'vitest'
import { FRAUD_CHECK_MS } from './slow-checkout.ts'
import { shopUnderTest } from './test-support.ts'

const under = shopUnderTest()

test('ends with a paid order, as the shopping trip does', async () => {
  await under.play('Slow checkout')
  expect(under.shop.store.getState()).toMatchObject({ order: { receipt: 'done', total: 15_840 }, badge: 0 })
  expect(under.seenOf('scenario.finished')).toMatchObject([{ payload: { name: 'Slow checkout', count: 8 } }])
})

test('of all listeners of checkout.submitted, only the fraud check holds the page', async () => {
  const spent = new Map<string, number>()
  let start = 0
  under.shop.bus.observe({
    runStart: () => void (start = performance.now()),
    runWait: (_bus, { event }, { name }) => {
      if (event === 'checkout.submitted') spent.set(name, performance.now() - start)
    },
    runEnd: (_bus, { event }, { name }) => {
      if (event === 'checkout.submitted' && !spent.has(name)) spent.set(name, performance.now() - start)
    },
  })
  await under.play('Slow checkout')
  const slow = [...spent].filter(([, milliseconds]) => milliseconds >= FRAUD_CHECK_MS / 2)
  expect(slow).toEqual([['fraud check', expect.any(Number)]])
  expect(spent.get('fraud check')).toBeGreaterThanOrEqual(FRAUD_CHECK_MS - 1)
  expect([...spent.keys()].sort()).toEqual(
    ['analytics', 'charge card', 'checkout form', 'fraud check', 'reserve stock'].sort(),
  )
})

test('the fraud check is not there before, there once however often it ran, and gone after dispose', async () => {
  expect(under.namesOf('checkout.submitted')).not.toContain('fraud check')
  await under.play('Slow checkout')
  await under.play('Slow checkout')
  expect(under.namesOf('checkout.submitted').filter((name) => name === 'fraud check')).toHaveLength(1)
  under.shop.dispose()
  expect(under.namesOf('checkout.submitted')).not.toContain('fraud check')
})
