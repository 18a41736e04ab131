/** What a trial has found. Says what is wrong in words of ours: no text of the file, not even a made-up one. */
export class Finding extends Error {}
