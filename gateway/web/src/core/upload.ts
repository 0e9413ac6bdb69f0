import { Problem } from './problem';
import type { Attachment, ProblemBody } from './types';

/** Sends a file; tells how much of it is out, from 0 to 1. */
export type SendFile = (file: File, progress: (part: number) => void, stop: AbortSignal) => Promise<Attachment>;

/** By XMLHttpRequest: fetch does not tell how far a body is. */
export function sendFile(base: string): SendFile {
  return (file, progress, stop) =>
    new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      request.open('POST', `${base}/api/v1/attachments`);
      request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
      request.setRequestHeader('Idempotency-Key', crypto.randomUUID());
      request.responseType = 'text';
      request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
      request.onerror = request.ontimeout = request.onabort = () => failed(Problem.unreachable());
      request.onload = () => {
        const body = parsed(request.responseText);
        if (request.status === 201) done(body as Attachment);
        else failed(Problem.from(body as ProblemBody | undefined, request.status));
      };
      stop.addEventListener('abort', () => request.abort(), { once: true });
      request.send(file);
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
