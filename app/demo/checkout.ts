export interface CheckoutDetails {
  readonly name: string
  readonly email: string
  readonly cardNumber: string
}

export type CheckoutField = keyof CheckoutDetails
export type FieldErrors = Readonly<Partial<Record<CheckoutField, string>>>

export const CHECKOUT_FIELDS: readonly CheckoutField[] = ['name', 'email', 'cardNumber']
export const EMPTY_DETAILS: CheckoutDetails = { name: '', email: '', cardNumber: '' }
export const WORKING_CARD = '4242 4242 4242 4242'
export const DECLINED_CARD = '4000 0000 0000 0002'

/** Why a bank refused a card. The message is shown to the visitor as it is. */
export class CardDeclinedError extends Error {
  override readonly name = 'CardDeclinedError'

  constructor(reason: string) {
    super(`Card declined: ${reason}`)
  }
}

export const digitsOf = (cardNumber: string): string => cardNumber.replaceAll(/[\s-]/g, '')

/** The checksum of every card number. Source: ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits.at(-1 - index))
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** What is wrong with each field, or `undefined` when nothing is. */
export function validate(details: CheckoutDetails): FieldErrors | undefined {
  const errors: Partial<Record<CheckoutField, string>> = {}
  if (details.name.trim() === '') errors.name = 'Enter the name on the order.'
  if (details.email.trim() === '') errors.email = 'Enter an email address for the receipt.'
  else if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(details.email.trim()))
    errors.email = 'Enter an email address like ada@example.com.'
  const digits = digitsOf(details.cardNumber)
  if (digits === '') errors.cardNumber = 'Enter a card number.'
  else if (!/^\d{12,19}$/.test(digits)) errors.cardNumber = 'A card number has 12 to 19 digits.'
  else if (!passesLuhn(digits)) errors.cardNumber = 'Check the card number: a digit seems to be wrong.'
  return Object.keys(errors).length > 0 ? errors : undefined
}
