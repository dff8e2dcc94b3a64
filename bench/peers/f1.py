"""F1: the original stack: FastAPI + uvicorn + SQLAlchemy async (the ORM under SQLModel) on asyncpg + PyJWT HS256.
Run: uvicorn f1:app --port 4100 --host 127.0.0.1 --no-access-log [--workers 2]"""
import os
import uuid
from datetime import datetime
from typing import List, Optional

import jwt
from fastapi import Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel, Field
from sqlalchemy import Boolean, Column, DateTime, Integer, Text, delete, func, not_, select, text, update
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import declarative_base, sessionmaker

URL = os.environ.get("DATABASE_URL", "postgres://app@127.0.0.1:55432/app").replace("postgres://", "postgresql+asyncpg://")
SECRET = os.environ.get("JWT_SECRET", "perf-secret-perf-secret-perf-secret-0123")
engine = create_async_engine(URL, pool_size=int(os.environ.get("POOL", "10")), max_overflow=0)
Session = sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
Base = declarative_base()


class Task(Base):
    __tablename__ = "tasks"
    id = Column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)
    user_id = Column(Text, nullable=False)
    title = Column(Text, nullable=False)
    description = Column(Text)
    completed = Column(Boolean, nullable=False, default=False)
    completed_at = Column(DateTime(timezone=True))
    version = Column(Integer, nullable=False, default=1)
    created_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now())
    updated_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now())
    __mapper_args__ = {"eager_defaults": True}


class TaskOut(BaseModel):
    id: uuid.UUID
    user_id: str
    title: str
    description: Optional[str]
    completed: bool
    completed_at: Optional[datetime]
    version: int
    created_at: datetime
    updated_at: datetime

    class Config:
        orm_mode = True


class TaskList(BaseModel):
    items: List[TaskOut]

    class Config:
        orm_mode = True


class TaskIn(BaseModel):
    title: str = Field(min_length=1, max_length=200, regex=r"\S")
    description: Optional[str] = None


async def db():
    async with Session() as session:
        yield session


def owner(user_id: str, authorization: str = Header("")) -> str:
    try:
        who = jwt.decode(authorization[7:], SECRET, algorithms=["HS256"], options={"verify_aud": False})["sub"]
    except Exception:
        raise HTTPException(401, "unauthorized")
    if who != user_id:
        raise HTTPException(403, "forbidden")
    return who


app = FastAPI()
mine = lambda tid, who: (Task.id == tid, Task.user_id == who)  # noqa: E731


def found(row):
    if row is None:
        raise HTTPException(404, "not found")
    return row


@app.get("/api/{user_id}/tasks", response_model=TaskList)
async def list_tasks(who: str = Depends(owner), s: AsyncSession = Depends(db)):
    # As the product's index of lists has it; without that PostgreSQL would sort all of somebody's tasks.
    mine = select(Task).where(Task.user_id == who, text("deleted_at is null"))
    q = mine.order_by(Task.created_at.desc(), Task.id.desc()).limit(50)
    return {"items": (await s.execute(q)).scalars().all()}


@app.post("/api/{user_id}/tasks", response_model=TaskOut, status_code=201)
async def create(body: TaskIn, who: str = Depends(owner), s: AsyncSession = Depends(db)):
    task = Task(user_id=who, title=body.title, description=body.description)
    s.add(task)
    await s.commit()
    return task


@app.get("/api/{user_id}/tasks/{tid}", response_model=TaskOut)
async def get(tid: uuid.UUID, who: str = Depends(owner), s: AsyncSession = Depends(db)):
    return found((await s.execute(select(Task).where(*mine(tid, who)))).scalar_one_or_none())


@app.put("/api/{user_id}/tasks/{tid}", response_model=TaskOut)
async def put(tid: uuid.UUID, body: TaskIn, who: str = Depends(owner), s: AsyncSession = Depends(db)):
    task = found((await s.execute(select(Task).where(*mine(tid, who)))).scalar_one_or_none())
    task.title, task.description, task.updated_at = body.title, body.description, func.now()
    await s.commit()
    await s.refresh(task)
    return task


@app.patch("/api/{user_id}/tasks/{tid}/complete", response_model=TaskOut)
async def complete(tid: uuid.UUID, who: str = Depends(owner), s: AsyncSession = Depends(db)):
    await s.execute(update(Task).where(*mine(tid, who)).values(completed=not_(Task.completed), updated_at=func.now()))
    await s.commit()
    return found((await s.execute(select(Task).where(*mine(tid, who)))).scalar_one_or_none())


@app.delete("/api/{user_id}/tasks/{tid}", status_code=204)
async def remove(tid: uuid.UUID, who: str = Depends(owner), s: AsyncSession = Depends(db)):
    n = (await s.execute(delete(Task).where(*mine(tid, who)))).rowcount
    await s.commit()
    if not n:
        raise HTTPException(404, "not found")
    return Response(status_code=204)
