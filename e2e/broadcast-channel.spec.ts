import type { Account, Heard } from './fixtures/broadcast-channel/member.ts'
import { ChannelMember, ChannelPages } from './pages/channel.ts'
import { expect, fixtureTest } from './support/fixture-site.ts'

const test = fixtureTest('broadcast-channel').extend<{ pages: ChannelPages }>({
  pages: async ({ context, site }, use) => use(new ChannelPages(context, site.url)),
})

const TIMES = 50
const numbers = Array.from({ length: TIMES }, (_, index) => index)

/** Three pages, a frame in the first and a worker of the second. */
async function five(pages: ChannelPages): Promise<ChannelMember[]> {
  const [first, second, third] = [
    await pages.open('first'),
    await pages.open('second'),
    await pages.open('third'),
  ]
  return [first, second, third, await first.addFrame('frame'), await second.addWorker('worker')]
}

test('three pages, a frame and a worker hear one another: each event once, in order, none its own', async ({
  pages,
}) => {
  const members = await five(pages)
  // All at the same time, so that what they say crosses.
  const errors = await Promise.all(members.map((member) => member.say(TIMES)))
  expect(errors.flat(), 'every handle settles, without an error').toEqual([])

  for (const member of members) {
    const others = members.filter((other) => other !== member)
    await expect.poll(async () => (await member.account()).heard.length).toBe(others.length * TIMES)
    const account = await member.account()
    expect(account, member.name).toMatchObject({ own: TIMES, errors: [], state: 'open' })
    expect(account.counts).toMatchObject({ sent: TIMES, received: others.length * TIMES, refused: 0 })
    for (const { name } of others) {
      const heard = account.heard.filter((one) => one.member === name)
      expect(
        heard.map(({ number }) => number),
        `what ${member.name} heard of ${name}`,
      ).toEqual(numbers)
    }
    expect(account.heard.every(({ whole, via }) => whole && via === 'broadcast-channel')).toBe(true)
  }
})

test('who said it is the same wherever it is heard', async ({ pages }) => {
  const members = await five(pages)
  await Promise.all(members.map((member) => member.say(TIMES)))
  const accounts: Account[] = []
  for (const member of members) {
    const expected = (members.length - 1) * TIMES
    await expect.poll(async () => (await member.account()).heard.length).toBe(expected)
    accounts.push(await member.account())
  }
  const heard = accounts.flatMap((account) => account.heard)
  const senders = new Set(heard.map(({ member, sender }) => `${member} ${sender}`))
  expect(senders.size).toBe(members.length)
  expect(new Set(heard.map(({ sender }) => sender)).size).toBe(members.length)
  const ids = new Map<string, Heard[]>()
  for (const one of heard) ids.set(one.id, [...(ids.get(one.id) ?? []), one])
  expect(ids.size).toBe(members.length * TIMES)
  for (const copies of ids.values()) {
    expect(copies).toHaveLength(members.length - 1)
    expect(new Set(copies.map(({ member, number }) => `${member} ${number}`)).size).toBe(1)
  }
})

test('what cannot be cloned is an error of its handle, and what comes after it is heard', async ({
  pages,
}) => {
  const [first, second] = [await pages.open('first'), await pages.open('second')]
  expect(await first.sayUncloneable()).toEqual([
    expect.stringMatching(/failed to publish "member\.said".*could not be cloned/),
  ])
  expect((await first.account()).own).toBe(1)
  expect(await first.say(1)).toEqual([])
  await expect.poll(async () => (await second.account()).heard.map(({ number }) => number)).toEqual([0])
})

test('what others post on the channel is counted and changes nothing', async ({ pages }) => {
  const [first, second] = [await pages.open('first'), await pages.open('second')]
  await first.post('members', [
    'hello',
    undefined,
    { eventscope: 2 },
    { eventscope: 1, event: 'member.said' },
  ])
  await expect.poll(async () => (await second.account()).counts.refused).toBe(4)
  expect(await first.say(1)).toEqual([])
  await expect.poll(async () => (await second.account()).heard.length).toBe(1)
  expect((await second.account()).errors).toEqual([])
})

test('what a page says as it is left is heard, and nobody misses it afterwards', async ({ pages }) => {
  const [first, second] = [await pages.open('first'), await pages.open('second')]
  await first.sayOnLeaving(TIMES)
  await expect.poll(async () => (await second.account()).heard.map(({ number }) => number)).toEqual(numbers)
  expect(await second.say(1)).toEqual([])
})

test('a page that has closed its bus, or is gone, is not missed', async ({ pages }) => {
  const [first, second, third] = [
    await pages.open('first'),
    await pages.open('second'),
    await pages.open('third'),
  ]
  await second.close()
  expect((await second.account()).state).toBe('closed')
  expect(await second.say(1)).toEqual([expect.stringContaining('is closed')])
  await third.leave()
  expect(await first.say(TIMES)).toEqual([])
  const fourth = await pages.open('fourth')
  expect(await first.say(1)).toEqual([])
  await expect.poll(async () => (await fourth.account()).heard.map(({ number }) => number)).toEqual([TIMES])
  expect((await second.account()).heard).toEqual([])
})
