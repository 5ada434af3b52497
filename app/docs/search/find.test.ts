import { expect, it } from 'vitest'
import { searchOver } from './find.ts'
import type { Section } from './section.ts'

const section = (page: string, heading: string, text: string, address = 'page.html'): Section => ({
  page,
  heading,
  kind: '',
  address,
  text,
})
const name = (full: string, text = ''): Section => section(full, '', text, `reference/x.html#${full}`)

const NAMES = ['createBus', 'Bus', 'Bus.on', 'BusOptions', 'eventscope/adapters/mitt', 'RingBuffer'].map(
  (full) => name(full),
)
const called = (sections: readonly Section[], text: string): readonly string[] =>
  searchOver(sections)(text).map(({ section: { page, heading } }) =>
    [page, heading].filter(Boolean).join(' › '),
  )

it('a word in the title comes before one in a heading, and that before one in the text', () => {
  const sections = [
    section('Streams', '', 'A recorder observes them too.'),
    section('Streams', 'Give it to a recorder', 'As it is.'),
    section('The recorder', '', 'It keeps what happened.'),
  ]
  expect(called(sections, 'recorder')).toEqual(['The recorder', 'Streams › Give it to a recorder', 'Streams'])
})

it('a page comes before its sections and before names that have the word', () => {
  const sections = [
    name('redactKeys'),
    section('Redact', 'Paths', 'card.*'),
    section('Redact', '', 'Secrets.'),
  ]
  expect(called(sections, 'redact')).toEqual(['Redact', 'redactKeys', 'Redact › Paths'])
})

it('what is called just like that comes first, and a part of a name is found', () => {
  expect(called(NAMES, 'bus')[0]).toBe('Bus')
  expect(called(NAMES, 'bus')).toContain('createBus')
  expect(called(NAMES, 'Bus.on')[0]).toBe('Bus.on')
  expect(called(NAMES, 'on')[0]).toBe('Bus.on')
  expect(called(NAMES, ' MITT ')).toEqual(['eventscope/adapters/mitt'])
  expect(called(NAMES, 'createb')).toEqual(['createBus'])
  expect(called(NAMES, 'ring buffer')).toEqual(['RingBuffer'])
})

it('all words must be there; where nothing has all of them, what has some is found', () => {
  const sections = [
    section('A', '', 'A dispatch waits.'),
    section('B', '', 'A listener waits.'),
    section('C', '', 'Nothing of the kind.'),
  ]
  expect(called(sections, 'listener waits')).toEqual(['B'])
  expect(called(sections, 'listener shadow')).toEqual(['B'])
})

it('a long word may have a wrong letter, a short one may not', () => {
  const sections = [section('Emitters', '', 'A dispatch.'), section('Ends', '', 'It ran.')]
  expect(called(sections, 'dispacth')).toEqual(['Emitters'])
  expect(called(sections, 'rxn')).toEqual([])
})

it('nothing is found without a word', () => {
  expect(called(NAMES, '')).toEqual([])
  expect(called(NAMES, ' … ')).toEqual([])
})

it('what was found is marked where it stands', () => {
  const [found] = searchOver([section('Mount panels', '', 'Call mountPanel() once: the panel is there.')])(
    'panel',
  )
  const marked = (pieces: readonly { text: string; marked: boolean }[] = []): readonly string[] =>
    pieces.filter((piece) => piece.marked).map(({ text }) => text)
  expect(marked(found?.page)).toEqual(['panels'])
  expect(marked(found?.excerpt)).toEqual(['Panel', 'panel'])
})
