import type { EventObject } from 'eventscope'
import type { ReactNode } from 'react'
import type { Root } from 'react-dom/client'

export { useState } from 'react'

export declare const root: Root
export declare const userCreated: EventObject<{ email: string }>
export declare function App(): ReactNode
export declare function flash(sku: string): void
export declare function setGreeting(text: string): void
