import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'

/** What is wrong with a text, and where. */
export interface TextError {
  readonly message: string
  /** Counted from 1. */
  readonly line: number
  readonly column: number
  /** Counted from 0. */
  readonly offset: number
}

export type ParsedPayload =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly errors: readonly TextError[] }

const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no value of JSON: texts and keys stand in double quotes',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'a key in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'the closing } is missing',
  CloseBracketExpected: 'the closing ] is missing',
  EndOfFileExpected: 'the payload has ended, but the text goes on',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfString: 'this text is never closed',
  UnexpectedEndOfNumber: 'this number has no end',
  InvalidUnicode: 'this is no Unicode escape',
  InvalidEscapeCharacter: 'this is no escape',
  InvalidCharacter: 'this character is not allowed here',
}

/** Reads an edited payload; an empty text stands for none. */
export function parsePayload(text: string): ParsedPayload {
  if (text.trim() === '') return { ok: true, value: undefined }
  const found: ParseError[] = []
  parse(text, found, { disallowComments: true, allowTrailingComma: false })
  if (found.length > 0) return { ok: false, errors: found.map((error) => textError(text, error)) }
  try {
    // The value is JSON's own: the other parser has a key `__proto__` set the prototype.
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false, errors: [{ message: 'this is no JSON', line: 1, column: 1, offset: 0 }] }
  }
}

function textError(text: string, { error, offset }: ParseError): TextError {
  const before = text.slice(0, offset).split('\n')
  const code = printParseErrorCode(error)
  const message = MESSAGES[code] ?? code
  return { message, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset }
}
