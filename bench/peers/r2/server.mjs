// R2: the page as one gets it from React Router with its usual entry, behind the adapter of its makers.
import http from "node:http";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { createRequestHandler } from "react-router";

import { PORT } from "../common.mjs";
import * as build from "./build/server/index.js";

http
  .createServer(createRequestListener(createRequestHandler(build, "production")))
  .listen(PORT, "127.0.0.1", () => console.log("ready", PORT));
