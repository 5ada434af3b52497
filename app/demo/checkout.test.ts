import { expect, test } from 'vitest'
import { DECLINED_CARD, digitsOf, EMPTY_DETAILS, passesLuhn, validate, WORKING_CARD } from './checkout.ts'

const GOOD = { name: 'Ada Lovelace', email: 'ada@example.com', cardNumber: WORKING_CARD }

test('complete details have no errors, with either test card', () => {
  expect(validate(GOOD)).toBeUndefined()
  expect(validate({ ...GOOD, cardNumber: DECLINED_CARD })).toBeUndefined()
})

test('every empty field is named', () => {
  expect(validate(EMPTY_DETAILS)).toEqual({
    name: 'Enter the name on the order.',
    email: 'Enter an email address for the receipt.',
    cardNumber: 'Enter a card number.',
  })
})

test.each(['ada', 'ada@', '@example.com', 'ada@example', 'a b@example.com', 'a@b@c.com'])(
  'the email address %j is refused',
  (email) => {
    expect(validate({ ...GOOD, email })).toEqual({ email: 'Enter an email address like ada@example.com.' })
  },
)

test('a card number may be written with spaces or dashes', () => {
  expect(digitsOf('4242-4242 4242-4242')).toBe('4242424242424242')
})

test.each([
  ['4242 4242', 'A card number has 12 to 19 digits.'],
  ['4242 4242 4242 424x', 'A card number has 12 to 19 digits.'],
  ['4242 4242 4242 4241', 'Check the card number: a digit seems to be wrong.'],
])('the card number %j is refused', (cardNumber, message) => {
  expect(validate({ ...GOOD, cardNumber })).toEqual({ cardNumber: message })
})

test('changing any one digit of a card number breaks its checksum', () => {
  const digits = digitsOf(WORKING_CARD)
  expect(passesLuhn(digits)).toBe(true)
  for (let index = 0; index < digits.length; index++) {
    const changed = (Number(digits[index]) + 1) % 10
    expect(passesLuhn(digits.slice(0, index) + changed + digits.slice(index + 1))).toBe(false)
  }
})
