export function findBrowser(): string | undefined
export function ensureBrowser(): string
export function launchOptions(executablePath: string | undefined): { executablePath?: string; args: string[] }
