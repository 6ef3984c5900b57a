// The addresses of the imports, over the review's fetch: failures in both languages, name and token.
(function (hetu) {
  "use strict";

  const BASE = "/api/imports";
  const api = (hetu.imports = {});

  api.get = (path) => hetu.review.ask(BASE + path);
  api.post = (path, value) => hetu.review.tell(BASE + path, value || {});

  // Files go up with their share told: `told(0…1)`.
  api.upload = (files, fields, told) =>
    new Promise((done) => {
      const form = new FormData();
      for (const file of files) form.append("file", file, file.name);
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      const request = new XMLHttpRequest();
      const token = hetu.recall("token");
      const fail = (error) => done({ ok: false, error: error || { zh: hetu.boot.messages["imports.offline"][0], en: hetu.boot.messages["imports.offline"][1] } });
      request.open("POST", BASE);
      if (token) request.setRequestHeader("X-Hetu-Token", encodeURIComponent(token));
      request.upload.addEventListener("progress", (event) => event.lengthComputable && told(event.loaded / event.total));
      request.addEventListener("error", () => fail());
      request.addEventListener("load", () => {
        let body = {};
        try {
          body = JSON.parse(request.responseText);
        } catch (error) {
          /* an answer without words */
        }
        if (request.status < 300) done({ ok: true, body });
        else fail(body.error);
      });
      request.send(form);
    });

  api.precision = (code) => hetu.label("precision", String(code));
})(window.hetu);
