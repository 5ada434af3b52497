export declare const event: KeyboardEvent
export declare const help: HTMLButtonElement
