import type { Origin } from '../../core/index.ts'
import { DriverBase, EVERY_EVENT } from '../driver-base.ts'
import type { Settings } from './config.ts'
import { Connection } from './connection.ts'
import { Lane } from './lane.ts'
import { MessageCodec } from './message.ts'
import { Pool } from './pool.ts'

/** goevent's way: a message goes to whoever is subscribed at that moment. */
export class PubSubDriver extends DriverBase {
  private readonly codec: MessageCodec
  private readonly prefix: string
  /** The channels of all events. */
  private readonly pattern: string
  private readonly pool: Pool
  private readonly stopping = new AbortController()
  private readonly publisher: Lane
  private readonly subscriber: Lane
  /** The subscriptions that Redis has not confirmed yet. */
  private readonly asked = new Set<Promise<void>>()
  private tried: () => void = () => undefined
  /** Resolves when what was wanted first has been subscribed to, or could not be. */
  private readonly firstTry = new Promise<void>((resolve) => {
    this.tried = resolve
  })
  /** The connection on which all that is wanted has been subscribed to. */
  private listening: Connection | undefined
  /** Redis sends what fits both a channel and the pattern twice; then only the pattern counts. */
  private everything = false

  constructor(settings: Settings) {
    super('redis', { events: settings.events })
    const { connection, message } = settings
    this.codec = new MessageCodec(this.name, message)
    this.prefix = message.prefix
    this.pattern = `${message.prefix.replace(/[\\*?[\]]/g, '\\$&')}*`
    this.pool = new Pool(connection)
    const down = (reason: string): void => this.enter('down', reason)
    this.publisher = new Lane(this.pool, { up: () => this.checkOpen(), down })
    this.subscriber = new Lane(
      {
        take: () => Connection.open(connection, this.stopping.signal),
        give: () => {
          this.everything = false
          this.listening = undefined
        },
      },
      {
        up: (fresh) => void this.listenAgain(fresh).finally(() => this.tried()),
        down: (reason) => {
          this.tried()
          down(reason)
        },
      },
    )
    this.publisher.start()
    this.subscriber.start()
  }

  /** Waits for subscriptions, too. */
  override async wait(): Promise<void> {
    if (Array.from(this.wanted).length > 0) await this.firstTry
    await Promise.all([super.wait(), ...this.asked])
  }

  protected send(event: string, payload: unknown, origin: Origin): Promise<void> {
    const text = this.codec.encode(event, payload, origin)
    return this.publisher.run(async (connection) => {
      await connection.run((client) => client.publish(this.prefix + event, text))
    })
  }

  protected override subscribed(event: string): void {
    const { current } = this.subscriber
    if (current !== undefined) void this.listen(current, event)
  }

  protected override unsubscribed(event: string): void {
    const { current } = this.subscriber
    if (event === EVERY_EVENT) this.everything = false
    void current
      ?.run((client) =>
        event === EVERY_EVENT
          ? client.pUnsubscribe(this.pattern, this.hearAny)
          : client.unsubscribe(this.prefix + event, this.hear),
      )
      .catch((failure) => current.fail(failure))
  }

  protected async release(): Promise<void> {
    this.stopping.abort()
    this.tried()
    this.publisher.close()
    this.subscriber.close()
    this.pool.close()
  }

  private readonly hear = (text: string, channel: string): void => {
    if (!this.everything) this.take(text, channel)
  }

  private readonly hearAny = (text: string, channel: string): void => this.take(text, channel)

  private take(text: string, channel: string): void {
    this.arrive(this.codec.decode(channel.slice(this.prefix.length), text))
  }

  private async listenAgain(connection: Connection): Promise<void> {
    await Promise.all(Array.from(this.wanted, (event) => this.listen(connection, event)))
    if (!connection.open) return
    this.listening = connection
    this.checkOpen()
  }

  private listen(connection: Connection, event: string): Promise<void> {
    const asking = this.ask(connection, event).finally(() => this.asked.delete(asking))
    this.asked.add(asking)
    return asking
  }

  private async ask(connection: Connection, event: string): Promise<void> {
    try {
      if (event !== EVERY_EVENT) {
        await connection.run((client) => client.subscribe(this.prefix + event, this.hear))
        return
      }
      await connection.run((client) => client.pSubscribe(this.pattern, this.hearAny))
      this.everything = connection.open && Array.from(this.wanted).includes(EVERY_EVENT)
    } catch (failure) {
      // A connection that does not do what is asked of it is of no use; the next one may be.
      connection.fail(failure)
    }
  }

  private checkOpen(): void {
    if (this.publisher.current !== undefined && this.listening !== undefined) this.enter('open')
  }
}
