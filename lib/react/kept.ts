import type { Subscription } from '../core/index.ts'

/**
 * A registration that the effects of a component keep up. It begins with the first effects of a commit and ends when the
 * component goes; in between it holds as long as one kind of its effects does:
 *
 * | what happens | insertion | layout | passive | registered |
 * | --- | --- | --- | --- | --- |
 * | mounts | `arrive` | `hold` | `hold` | before any layout effect of the commit |
 * | suspends, having been shown | | `release` | | still |
 * | is hidden by `<Activity>` | | `release` | `release` | no longer |
 * | is shown again | | `hold` | `hold` | again |
 * | has its effects run twice by `<StrictMode>` | | `release`, `hold` | `release`, `hold` | without a gap |
 * | unmounts | `leave` | `release` | `release` | no longer, from the commit on |
 */
export class Kept {
  private present = false
  private holds = 0
  private spent = false
  private subscription: Subscription | undefined = undefined

  constructor(private readonly register: () => Subscription) {}

  arrive(): void {
    this.present = true
    this.start()
    // What is rendered hidden at first has none of its other effects run.
    this.stopUnlessHeld()
  }

  leave(): void {
    this.present = false
    this.stop()
  }

  hold(): void {
    this.holds++
    if (this.present) this.start()
  }

  release(): void {
    this.holds--
    this.stopUnlessHeld()
  }

  /** It has had its only run: it does not come back with the component's effects. */
  spend(): void {
    this.spent = true
  }

  private start(): void {
    if (!this.spent) this.subscription ??= this.register()
  }

  private stop(): void {
    this.subscription?.()
    this.subscription = undefined
  }

  /** In a microtask: the effects that hold it may be about to run, or to run again. */
  private stopUnlessHeld(): void {
    if (this.holds > 0) return
    queueMicrotask(() => {
      if (this.holds === 0) this.stop()
    })
  }
}
