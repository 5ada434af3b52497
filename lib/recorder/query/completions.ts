import { fieldOf, FIELDS, isPath, type ORIGINS, type TextField } from './fields.ts'
import { printOrigin, printText } from './print.ts'
import type { Status } from '../types.ts'
import { quoted } from './tokens.ts'

/** Names in a recording that a query may ask for. */
export interface QueryWords {
  readonly events: readonly string[]
  readonly buses: readonly string[]
  readonly listeners: readonly string[]
  /** What dispatches from elsewhere came in by: `origin.via`. */
  readonly vias?: readonly string[] | undefined
}

/** One way to go on. */
export interface CompletionItem {
  /** What to put in place of `from` … `to` − 1 of the query. */
  readonly text: string
  /** What to show for it. */
  readonly label: string
  /** What it is, on one line. */
  readonly detail: string
}

const NAME_DETAILS = { name: 'event', bus: 'bus', listener: 'listener' } as const

const STATUS_DETAILS: Readonly<Record<Status, string>> = {
  failed: 'settled, and a run failed',
  waiting: 'something is still pending',
  ok: 'settled without an error',
}

const ORIGIN_DETAILS: Readonly<Record<(typeof ORIGINS)[number], string>> = {
  local: 'dispatched here',
  remote: 'came from elsewhere',
}

const DURATIONS: Readonly<Record<string, string>> = {
  '16': 'ms: a frame at 60 Hz',
  '50': 'ms: a long task',
  '200': 'ms: a delay that is felt',
  '1s': 'a second',
}

const MOMENTS: Readonly<Record<string, string>> = {
  '1s': "since the page's start",
  '10s': "since the page's start",
  '1m': "since the page's start",
}

const PLAIN_VALUES = ['true', 'false', 'null', 'undefined']

/** Names of fields, as they are followed by an operator or, where there is one already, not. */
export function fieldItems(withOperator: boolean): CompletionItem[] {
  return FIELDS.map(({ name, next, detail }) => {
    const label = name.replace('…', '')
    return { text: withOperator ? label + next : label, label, detail }
  })
}

/** Terms for events. */
export function eventItems(events: readonly string[]): CompletionItem[] {
  return events.map((event) => ({
    text: `name=${printText(event, '=')}`,
    label: event,
    detail: NAME_DETAILS.name,
  }))
}

/** Values that a field may have; `inQuotes` says that they are being written in quotes. */
export function valueItems(
  fieldName: string,
  operator: string,
  inQuotes: boolean,
  words: QueryWords,
): CompletionItem[] {
  const field = fieldOf(fieldName)
  const anything = operator === ':' && !inQuotes ? [plainItem('*', 'anything at all')] : []
  if (field === undefined) {
    if (!isPath(fieldName) || inQuotes) return []
    return [...anything, ...PLAIN_VALUES.map((value) => plainItem(value, 'value'))]
  }
  switch (field.type) {
    case 'status':
      return plainItems(STATUS_DETAILS)
    case 'origin':
      return [
        ...(inQuotes ? [] : plainItems(ORIGIN_DETAILS)),
        ...(words.vias ?? []).map((via) => ({
          text: inQuotes ? quoted(via) : printOrigin(via, operator),
          label: via,
          detail: 'what brought it in',
        })),
      ]
    case 'moment':
      return plainItems(MOMENTS)
    case 'number':
      if (field.duration) return plainItems(DURATIONS)
      return field.field === 'parent' ? [plainItem('none', 'caused by no dispatch')] : []
    case 'text':
      return field.field === 'error' ? anything : nameItems(field.field, operator, inQuotes, words)
  }
}

function nameItems(
  field: TextField,
  operator: string,
  inQuotes: boolean,
  { events, buses, listeners }: QueryWords,
): CompletionItem[] {
  if (field === 'error' || field === 'payload') return []
  const names = { name: events, bus: buses, listener: listeners }[field]
  const detail = NAME_DETAILS[field]
  return names.map((name) => ({
    text: inQuotes ? quoted(name) : printText(name, operator),
    label: name,
    detail,
  }))
}

function plainItems(details: Readonly<Record<string, string>>): CompletionItem[] {
  return Object.entries(details).map(([value, detail]) => plainItem(value, detail))
}

function plainItem(value: string, detail: string): CompletionItem {
  return { text: value, label: value, detail }
}
