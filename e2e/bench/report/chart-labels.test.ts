import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spreadLabels } from './chart-labels.ts'

const room = { gap: 10, top: 0, bottom: 200 }

it('labels with room stay where they want to be', () => {
  expect(spreadLabels([120, 20, 60], room)).toEqual([120, 20, 60])
})

it('labels in conflict share the shift evenly, in the order of what they want', () => {
  expect(spreadLabels([102, 100, 101], room)).toEqual([111, 91, 101])
})

it('a label pushed into the next pushes on', () => {
  expect(spreadLabels([50, 52, 61], room)).toEqual([
    44.333_333_333_333_336, 54.333_333_333_333_336, 64.333_333_333_333_34,
  ])
})

it('labels at an end of the room are pushed inward', () => {
  expect(spreadLabels([-5, 0, 2], room)).toEqual([0, 10, 20])
  expect(spreadLabels([199, 200], room)).toEqual([190, 200])
  expect(spreadLabels([205, 200], room)).toEqual([200, 190])
})

it('whatever they want, no label overlaps another or leaves the room', () => {
  const wanted = fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { maxLength: 21 })
  fc.assert(
    fc.property(wanted, (wishes) => {
      const places = spreadLabels(wishes, room).toSorted((a, b) => a - b)
      expect(places).toHaveLength(wishes.length)
      places.forEach((place, index) => {
        expect(place).toBeGreaterThanOrEqual(-1e-6)
        expect(place).toBeLessThanOrEqual(200 + 1e-6)
        if (index > 0) expect(place - places[index - 1]!).toBeGreaterThanOrEqual(10 - 1e-6)
      })
    }),
  )
})

it('labels keep the order of the lines they belong to', () => {
  const wanted = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 2, maxLength: 15 })
  fc.assert(
    fc.property(wanted, (wishes) => {
      const places = spreadLabels(wishes, room)
      const order = wishes.map((_, index) => index).sort((a, b) => wishes[a]! - wishes[b]!)
      const inOrder = order.map((index) => places[index]!)
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
    }),
  )
})
