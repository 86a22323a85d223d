// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.libraries;

import static dev.tandem.explore.samples.libraries.Together.two;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** The pool of objects of Apache Commons. What is used rightly returns 2, whatever the schedule. */
public final class PoolUses {

    private PoolUses() {}

    static final class Connections extends BasePooledObjectFactory<Object> {

        @Override
        public Object create() {
            return new Object();
        }

        @Override
        public PooledObject<Object> wrap(Object object) {
            return new DefaultPooledObject<>(object);
        }
    }

    static GenericObjectPool<Object> pool(int size) {
        GenericObjectPoolConfig<Object> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(size);
        config.setJmxEnabled(false);
        return new GenericObjectPool<>(new Connections(), config);
    }

    public static int ofOne() throws InterruptedException {
        GenericObjectPool<Object> pool = pool(1);
        AtomicInteger uses = new AtomicInteger();
        Runnable use =
                () -> {
                    try {
                        Object connection = pool.borrowObject();
                        uses.incrementAndGet();
                        pool.returnObject(connection);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                };
        two(use, use);
        return uses.get();
    }

    /** What is borrowed is not given back. */
    public static void neverReturned() throws InterruptedException {
        GenericObjectPool<Object> pool = pool(1);
        Runnable borrow =
                () -> {
                    try {
                        pool.borrowObject();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                };
        two(borrow, borrow);
    }
}
