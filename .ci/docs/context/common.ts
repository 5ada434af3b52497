// What examples in doc comments may use without declaring it. A name that only one folder needs stands in the file of
// that folder.
import type { Bus, DispatchHandle } from 'eventscope'
import type { Recorder, Recording } from 'eventscope/recorder'

export interface ShopEvents {
  'cart.item_added': { sku: string; qty: number }
  'cart.changed': { items: readonly string[] }
  'checkout.submitted': { cartId: string }
  'order.placed': { id: string }
  'order-placed': { id: string }
  'order.shipped': { id: string }
}

export declare const bus: Bus<ShopEvents>
export declare const handle: DispatchHandle
export declare const recorder: Recorder
export declare const recording: Recording

export declare const badge: { add(sku: string, from?: string): void }
export declare const list: { add(item: unknown): void }
export declare const address: string
export declare const sessionId: string
export declare function charge(payload: unknown): Promise<void>
export declare function draw(...what: unknown[]): void
export declare function log(...what: unknown[]): void
export declare function print(payload: unknown): Promise<void>
export declare function toast(text: string): void
export declare function token(): Promise<string>
export declare function welcome(email: string): void
