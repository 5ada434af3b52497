import type { Client } from '../connection.ts'
import { type Entry, entryOf } from './entry.ts'
import type { StreamKeys } from './keys.ts'

/** Runs a command on whatever connection there is; rejects if there is none. */
export type Run = <Reply>(command: (client: Client) => Promise<Reply>) => Promise<Reply>

/** A group of consumers, and which of them is meant. */
export interface Member {
  readonly group: string
  readonly consumer: string
}

/** What was claimed from others, or again by ourselves. */
export interface Claimed {
  readonly entries: readonly { readonly entry: Entry; readonly tries: number }[]
  /** The ids of those that had been trimmed away before they were handled. */
  readonly trimmed: readonly string[]
  /** Where to go on; undefined at the end. */
  readonly next: string | undefined
}

const FIRST_ID = '0-0'

/** How many pending entries are asked for at a time. */
const PENDING_PAGE = 1_000

/** Removes consumers that have had nothing to do for a while; one with pending entries never, as they would go too. */
const REMOVE_IDLE = `
local removed = 0
for _, raw in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local consumer = {}
  for i = 1, #raw, 2 do consumer[raw[i]] = raw[i + 1] end
  local meant = ARGV[3] == '' or consumer['name'] == ARGV[3]
  if meant and consumer['pending'] == 0 and consumer['idle'] >= tonumber(ARGV[2]) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], consumer['name'])
    removed = removed + 1
  end
end
return removed`

/**
 * In one step: of two processes that begin together, the second would take what there is for new, and so would the next
 * one after a crash in between.
 */
const FOLLOW = `
if redis.call('SADD', KEYS[1], ARGV[1]) == 0 then return 0 end
for _, event in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  redis.pcall('XGROUP', 'CREATE', ARGV[2] .. event, ARGV[1], '$', 'MKSTREAM')
end
return 1`

/** The commands for the streams of consumer groups. */
export class StreamCommands {
  constructor(
    private readonly run: Run,
    private readonly keys: StreamKeys,
  ) {}

  /** Makes a group for an event that begins at `start`, unless there is one; the stream too. */
  async prepare(event: string, group: string, start: '$' | '0'): Promise<void> {
    try {
      await this.run((client) =>
        client.xGroupCreate(this.keys.stream(event), group, start, { MKSTREAM: true }),
      )
    } catch (failure) {
      if (!(failure instanceof Error && failure.message.startsWith('BUSYGROUP'))) throw failure
    }
  }

  async ack(event: string, group: string, ids: readonly string[]): Promise<void> {
    await this.run((client) => client.xAck(this.keys.stream(event), group, [...ids]))
  }

  /** Claims those that have been pending for at least `idle` ms. */
  async claim(
    event: string,
    { group, consumer }: Member,
    idle: number,
    from: string,
    count: number,
  ): Promise<Claimed> {
    const stream = this.keys.stream(event)
    const { nextId, messages, deletedMessages } = await this.run((client) =>
      client.xAutoClaim(stream, group, consumer, idle, from, { COUNT: count }),
    )
    const entries = messages.flatMap((message) =>
      message === null ? [] : [entryOf(event, message.id, message.message)],
    )
    const tries = await Promise.all(
      entries.map(({ id }) => this.run((client) => client.xPendingRange(stream, group, id, id, 1))),
    )
    return {
      entries: entries.map((entry, index) => ({ entry, tries: tries[index]?.[0]?.deliveriesCounter ?? 1 })),
      trimmed: deletedMessages ?? [],
      next: nextId === FIRST_ID ? undefined : nextId,
    }
  }

  /** Gives a consumer once more what Redis takes it to have, and it has not got; and the ids of what was trimmed away. */
  async regain(
    event: string,
    { group, consumer }: Member,
    has: (id: string) => boolean,
  ): Promise<Pick<Claimed, 'trimmed'> & { readonly entries: readonly Entry[] }> {
    const stream = this.keys.stream(event)
    const lost: string[] = []
    let from: string | undefined = '-'
    while (from !== undefined) {
      const start: string = from
      const page = await this.run((client) =>
        client.xPendingRange(stream, group, start, '+', PENDING_PAGE, { consumer }),
      )
      lost.push(...page.map(({ id }) => id).filter((id) => !has(id)))
      const last = page.length < PENDING_PAGE ? undefined : page.at(-1)
      from = last && `(${last.id}`
    }
    if (lost.length === 0) return { entries: [], trimmed: [] }
    const messages = await this.run((client) =>
      client.xClaim(stream, group, consumer, 0, lost, { RETRYCOUNT: 1 }),
    )
    const entries = messages.flatMap((message) =>
      message === null ? [] : [entryOf(event, message.id, message.message)],
    )
    const there = new Set(entries.map(({ id }) => id))
    return { entries, trimmed: lost.filter((id) => !there.has(id)) }
  }

  /**
   * Says that they are still in work, so that nobody claims them.
   * @returns those of which that is so; from Redis 7 on, one that was trimmed away is not pending any more
   */
  async keep(
    event: string,
    { group, consumer }: Member,
    ids: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const kept = await this.run((client) =>
      client.xClaimJustId(this.keys.stream(event), group, consumer, 0, [...ids]),
    )
    return new Set(kept)
  }

  /** Lets another have one at once: as if it had been pending for `idle` ms, and had not been tried here. */
  async giveBack(event: string, member: Member, id: string, tries: number, idle: number): Promise<void> {
    await this.run((client) =>
      client.xClaimJustId(this.keys.stream(event), member.group, member.consumer, 0, id, {
        IDLE: idle,
        RETRYCOUNT: Math.max(tries - 1, 0),
      }),
    )
  }

  /** Removes consumers without pending entries that have not read for `idle` ms: all such, or the one named. */
  async removeConsumers(event: string, group: string, idle: number, consumer = ''): Promise<void> {
    await this.run((client) =>
      client.eval(REMOVE_IDLE, {
        keys: [this.keys.stream(event)],
        arguments: [group, String(idle), consumer],
      }),
    )
  }

  /** Ends the read that blocks on a connection. */
  async unblock(connectionId: number): Promise<void> {
    await this.run((client) => client.clientUnblock(connectionId))
  }

  /** Adds an entry; the stream keeps about `maxLength`. */
  async add(stream: string, fields: Record<string, string>, maxLength: number): Promise<void> {
    await this.run((client) =>
      client.xAdd(stream, '*', fields, {
        TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: maxLength },
      }),
    )
  }

  /** Makes it known that an event has a stream. */
  async announce(event: string): Promise<void> {
    await this.run((client) => client.sAdd(this.keys.index, event))
  }

  /** The names of all events that have a stream. */
  async events(): Promise<readonly string[]> {
    return this.run((client) => client.sMembers(this.keys.index))
  }

  /** The first time, makes the group for all events there are, to begin with what comes next. */
  async follow(group: string): Promise<void> {
    const { followers, index } = this.keys
    await this.run((client) =>
      client.eval(FOLLOW, { keys: [followers, index], arguments: [group, this.keys.stream('')] }),
    )
  }
}
