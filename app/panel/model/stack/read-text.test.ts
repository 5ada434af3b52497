import { expect, test } from 'vitest'
import { textReader } from './read-text.ts'

const answering = (response: () => Response) => textReader(async () => response())

test('a text is read with the address of its map, where a header names it', async () => {
  const read = answering(() => new Response('code()', { headers: { SourceMap: 'shop.js.map' } }))
  expect(await read('https://shop.test/a.js')).toEqual({ text: 'code()', sourceMap: 'shop.js.map' })
  const plain = answering(() => new Response('code()'))
  expect(await plain('https://shop.test/a.js')).toEqual({ text: 'code()', sourceMap: undefined })
})

test('what is not there is an error', async () => {
  const read = answering(() => new Response('<!doctype html>', { status: 404 }))
  await expect(read('https://shop.test/a.js')).rejects.toThrow('404')
})
