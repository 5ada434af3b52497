import { Refusal } from './refusal.ts'

/** So much room there is for a body at first. Each time it is too little, it is doubled. */
const FIRST_BYTES = 16 * 1024

/**
 * Reads the body of a request that brings JSON, and no more of it than is allowed, whatever its headers claim.
 * @throws {Error} where `authorize` has read it
 * @throws {Refusal} 415 for another type or a compressed body, 413 for one that is too large, 400 for one that can't be read
 */
export async function readJsonBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed)
    throw new Error('`authorize` has read the body of the request: let it read that of `request.clone()`')
  checkType(request.headers)
  const claimed = Number(request.headers.get('content-length') ?? 0)
  if (claimed > maxBytes) throw tooLarge(maxBytes)
  return readBytes(request.body, maxBytes)
}

function checkType(headers: Headers): void {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  if (type.trim() !== 'application/json')
    throw new Refusal(415, 'the content-type must be application/json', { accept: 'application/json' })
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=')
    if (name.trim() === 'charset' && !/^"?utf-?8"?$/.test(value.trim()))
      throw new Refusal(415, 'the charset must be utf-8')
  }
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity')
    throw new Refusal(415, 'a body with a content-encoding is not read', { 'accept-encoding': 'identity' })
}

async function readBytes(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Uint8Array> {
  // Copied at once: each of a million pieces of one byte, kept, would take a hundred bytes.
  let bytes = new Uint8Array(Math.min(FIRST_BYTES, maxBytes))
  let size = 0
  const reader = body?.getReader()
  for (;;) {
    const chunk = await reader?.read().catch(() => {
      throw new Refusal(400, 'the body could not be read')
    })
    if (chunk?.value === undefined) return bytes.subarray(0, size)
    const end = size + chunk.value.byteLength
    if (end > maxBytes) {
      // Not waited for: whoever sends it may be in no hurry.
      reader?.cancel().catch(() => undefined)
      throw tooLarge(maxBytes)
    }
    if (end > bytes.byteLength) {
      const larger = new Uint8Array(Math.min(Math.max(end, 2 * bytes.byteLength), maxBytes))
      larger.set(bytes)
      bytes = larger
    }
    bytes.set(chunk.value, size)
    size = end
  }
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal(413, `the body is larger than ${maxBytes} bytes`)
}
