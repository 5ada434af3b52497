import { type Context, ROOT_CONTEXT, trace, type Tracer } from '@opentelemetry/api'
import { BasicTracerProvider, type ReadableSpan, type SpanProcessor } from '@opentelemetry/sdk-trace-base'
import mitt from 'mitt'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS } from '../work.ts'

/** Keeps finished spans: its own in-memory exporter starts a timer for each. */
class Kept implements SpanProcessor {
  spans: ReadableSpan[] = []
  onStart(): void {}
  onEnd(span: ReadableSpan): void {
    this.spans.push(span)
  }
  async forceFlush(): Promise<void> {}
  async shutdown(): Promise<void> {}
}

/** A span for each dispatch, and one below it for each listener. */
class TracedEmitter {
  private readonly emitter = mitt()
  private current: Context = ROOT_CONTEXT

  constructor(private readonly tracer: Tracer) {}

  on(event: string, name: string, listener: (payload: unknown) => void): void {
    this.emitter.on(event, (payload) => {
      const span = this.tracer.startSpan(name, undefined, this.current)
      listener(payload)
      span.end()
    })
  }

  emit(event: string, payload: unknown): void {
    const span = this.tracer.startSpan(event, undefined, ROOT_CONTEXT)
    this.current = trace.setSpan(ROOT_CONTEXT, span)
    this.emitter.emit(event, payload)
    span.end()
  }
}

export const subjects: readonly Subject[] = [
  {
    name: 'OpenTelemetry',
    recorded: {
      reference() {
        const kept = new Kept()
        const provider = new BasicTracerProvider({ spanProcessors: [kept] })
        const emitter = new TracedEmitter(provider.getTracer('shop'))
        for (const [at, listeners] of listenersFor(3).entries()) {
          for (const [index, listener] of listeners.entries()) {
            emitter.on(EVENTS[at]!, `listener ${index}`, listener as (payload: unknown) => void)
          }
        }
        return {
          calls: 3,
          limit: 2_000,
          run(times) {
            for (let at = 0; at < times; at++) emitter.emit(EVENTS[at & 1]!, PAYLOADS[at & 1])
            return kept.spans.length
          },
          reset() {
            kept.spans = []
          },
        }
      },
    },
  },
]
